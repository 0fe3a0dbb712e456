use std::path::Path;

use futures_util::future::join_all;

use super::*;

/// Two users, both with the password `hunter2`.
fn book() -> (Arc<Book>, Memory) {
    let hash = "$2y$05$abcdefghijklmnopqrstuuoXuKqgZXLiJqzfmMXDDhSFPIvxV7t8.";
    let user = |name| format!("[[user]]\nname = \"{name}\"\npassword = \"{hash}\"\n");
    let (book, _) = Book::parse(&(user("anna") + &user("bob")), Path::new("auth.toml")).unwrap();
    (Arc::new(book), Memory::new().unwrap())
}

#[tokio::test]
async fn a_password_is_checked_once_if_it_is_right_and_each_time_if_it_is_not() {
    let (book, memory) = book();
    let guard = Guard::new(2);
    let ask = async |user: &str, password: &str| {
        let before = guard.checks();
        let view = guard.view(&book, &memory, user.as_bytes(), password.into()).await.unwrap();
        (view.is_some(), guard.checks() - before)
    };
    assert_eq!(ask("anna", "hunter2").await, (true, 1));
    assert_eq!(ask("anna", "hunter2").await, (true, 0));
    assert_eq!(ask("bob", "hunter2").await, (true, 1), "what is remembered is of one user");
    for (user, password) in
        [("anna", "hunter3"), ("eve", "hunter2"), ("eve", "x"), ("", ""), ("annah", "unter2")]
    {
        for _ in 0..2 {
            assert_eq!(ask(user, password).await, (false, 1), "who there is cannot be told by the time");
        }
    }
    assert_eq!(ask("anna", &"x".repeat(LONGEST_PASSWORD + 1)).await, (false, 0));
    assert_eq!(lock(&memory.known).len(), 2);
}

#[tokio::test]
async fn those_who_come_at_once_with_the_same_password_wait_for_one_check() {
    let (book, memory) = book();
    let guard = Guard::new(2);
    let ask = |_| guard.view(&book, &memory, b"anna", b"hunter2".to_vec());
    let views = join_all((0..500).map(ask)).await;
    assert!(views.iter().all(|view| view == &Ok(Some(View::All))));
    assert_eq!(guard.checks(), 1);
}

#[tokio::test]
async fn more_than_can_be_checked_soon_are_sent_away_and_the_known_are_not() {
    let (book, memory) = book();
    let guard = Guard::new(2);
    assert_eq!(guard.view(&book, &memory, b"anna", b"hunter2".to_vec()).await, Ok(Some(View::All)));
    let guess = |number: usize| guard.view(&book, &memory, b"anna", number.to_string().into_bytes());
    let guesses = join_all((0..200).map(guess));
    let known = guard.view(&book, &memory, b"anna", b"hunter2".to_vec());
    let (guesses, known) = futures_util::future::join(guesses, known).await;
    assert_eq!(known, Ok(Some(View::All)));
    let refused =
        guesses.iter().filter(|guess| matches!(guess, Err(problem) if problem.status == 503)).count();
    // Those that were done while others still came have made room.
    assert!((1..=200 - QUEUE - 1).contains(&refused), "{refused}");
    assert_eq!(guard.checks(), 1 + 200 - refused as u64);
    assert_eq!(lock(&memory.known).len(), 1, "what was wrong is not remembered");
}

#[tokio::test]
async fn who_goes_away_takes_nobody_else_with_them() {
    let (book, memory) = book();
    let guard = Guard::new(2);
    let ask = || guard.view(&book, &memory, b"anna", b"hunter2".to_vec());
    let mut first = Box::pin(ask());
    let polled = std::future::poll_fn(|context| std::task::Poll::Ready(first.as_mut().poll(context))).await;
    assert!(polled.is_pending());
    let second = ask();
    drop(first);
    assert_eq!(lock(&memory.known).len(), 0, "what nobody waits for is forgotten");
    assert_eq!(second.await, Ok(Some(View::All)));
}

#[test]
fn memory_is_bounded() {
    let memory = Memory::new().unwrap();
    for number in 0..=REMEMBERED {
        let wait = memory.wait(memory.mark(b"anna", &number.to_be_bytes())).unwrap();
        wait.place.set(true).unwrap();
    }
    assert_eq!(lock(&memory.known).len(), 1);
    assert_ne!(memory.mark(b"ab", b"c"), memory.mark(b"a", b"bc"));
    assert_ne!(memory.mark(b"a", b"b"), Memory::new().unwrap().mark(b"a", b"b"));
}
