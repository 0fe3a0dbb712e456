#!/usr/bin/env bash
# Makes the small samples beside this script, and prints what ffprobe says of each: the values that
# the tables in src/media/tests expect. Needs ffmpeg 5.1 or later with libx264, libx265, libmp3lame and libopus.
set -euo pipefail
cd "$(dirname "$0")"

# sample NAME PICTURE-SIZE RATE ARGUMENTS...: half a second of a moving test picture and of a tone.
sample() {
  local name=$1 size=$2 rate=$3
  shift 3
  ffmpeg -nostdin -v error -y -f lavfi -i "testsrc=s=$size:r=$rate" -f lavfi -i "sine=f=440:r=48000" \
    -t 0.5 -pix_fmt yuv420p -map_metadata -1 -fflags +bitexact "$@" -f mpegts "$name.ts"
  printf '%s\n' "$name.ts"
  ffprobe -v error -show_entries \
    stream=codec_name,profile,level,width,height,avg_frame_rate,r_frame_rate,field_order,has_b_frames \
    -of compact=p=0 "$name.ts" | sed '/^$/d' | sort -u | sed 's/^/  /'
}
quiet="-crf 40 -x264-params no-info=1"
tone="-c:a aac -b:a 24k -ac 1 -pat_period 1 -sdt_period 10"

sample high 176x144 25 -c:v libx264 -profile:v high -bf 3 $quiet $tone -ac 2
sample crop 322x182 30000/1001 -c:v libx264 -profile:v main -bf 0 $quiet $tone
sample baseline 128x96 15 -c:v libx264 -profile:v baseline $quiet -an -pat_period 1 -sdt_period 10
sample fields 96x64 25 -c:v libx264 -flags +ilme+ildct -x264-params tff=1:no-info=1 -crf 40 $tone
sample film 96x64 24000/1001 -c:v libx264 -profile:v high -bf 2 $quiet -an -pat_period 1 -sdt_period 10
sample audio 96x64 25 -vn $tone
sample mp2 96x64 25 -c:v libx264 $quiet -c:a mp2 -b:a 32k -ac 1 -pat_period 1 -sdt_period 10
sample mp3 96x64 25 -c:v libx264 $quiet -c:a libmp3lame -b:a 32k -ac 1 -pat_period 1 -sdt_period 10
sample ac3 96x64 25 -c:v libx264 $quiet -c:a ac3 -b:a 64k -ac 1 -pat_period 1 -sdt_period 10
sample dvb-ac3 96x64 25 -c:v libx264 $quiet -c:a ac3 -b:a 64k -ac 1 -pat_period 1 -sdt_period 10 \
  -mpegts_flags system_b
sample hevc 96x64 25 -c:v libx265 -x265-params log-level=error:info=0 -crf 40 $tone
sample bright 96x64 25 -c:v libx265 -x265-params log-level=error:info=0 -crf 40 -an -pix_fmt yuv420p10le \
  -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc -pat_period 1 -sdt_period 10
sample latm 96x64 25 -vn $tone -mpegts_flags latm
sample opus 96x64 25 -vn -c:a libopus -b:a 24k -ac 1 -pat_period 1 -sdt_period 10
sample mpeg2 96x64 25 -c:v mpeg2video -q:v 20 $tone

# other NAME ARGUMENTS...: the same in another container.
other() {
  local name=$1
  shift
  ffmpeg -nostdin -v error -y -f lavfi -i "testsrc=s=90x62:r=25" -f lavfi -i "sine=f=440:r=48000" \
    -t 0.5 -pix_fmt yuv420p -map_metadata -1 -fflags +bitexact "$@" "$name"
  printf '%s\n' "$name"
  ffprobe -v error -show_entries stream=codec_name,start_time,duration:format=duration -of compact=p=0 "$name" |
    sed '/^$/d' | sed 's/^/  /'
}
fragments="-movflags delay_moov+frag_keyframe+default_base_moof"
aac="-c:a aac -b:a 24k -ac 1"

other avc.mp4 -c:v libx264 -g 5 -bf 2 $quiet $aac $fragments
other hevc.mp4 -c:v libx265 -tag:v hvc1 -x265-params log-level=error:info=0:keyint=6:min-keyint=6 -crf 40 $aac $fragments
other packed.aac -vn $aac
other packed.ac3 -vn -c:a ac3 -b:a 64k -ac 1
