namespace Meldpunt.Service.Background;

/// <summary>
/// Work behind the queries that takes milliseconds at a stretch. The pool has as many threads as the machine has cores; one that counts for 30 ms keeps visitors waiting who could
/// have been answered meanwhile, and a thread of its own shares the core with them.
/// </summary>
internal static class OwnThread
{
    /// <summary>Runs it to its end on a thread of its own.</summary>
    public static Task RunAsync(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    /// <summary>Starts it on a thread of its own; what comes after its first wait runs where it may.</summary>
    public static Task RunAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();

    /// <inheritdoc cref="RunAsync(Func{Task})"/>
    public static Task<T> RunAsync<T>(Func<Task<T>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
}
