using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Storage;

/// <summary>A write that is an action with a result.</summary>
internal sealed class ActionWrite<T>(Func<SqliteConnection, T> action) : StoreWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _completion.Task;

    public override void Execute(SqliteConnection connection, SqliteTransaction transaction) => _result = action(connection);

    public override void Succeed() => _completion.TrySetResult(_result!);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
