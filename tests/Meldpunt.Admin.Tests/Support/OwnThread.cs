namespace Meldpunt.Admin.Tests.Support;

/// <summary>Work on a thread of its own, so that several really run at the same moment on a machine with few cores.</summary>
internal static class OwnThread
{
    public static Task<T> Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
