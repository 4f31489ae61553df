using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Storage;

/// <summary>One write that waits for the store's writer. Exactly one of <see cref="Succeed"/> and <see cref="Fail"/> takes effect.</summary>
public abstract class StoreWrite
{
    /// <summary>True when a failure of this write must be undone alone; false when it can only fail together with the store.</summary>
    public virtual bool CanFailAlone => true;

    /// <summary>Writes, inside the transaction of the batch, on the writer's thread.</summary>
    public abstract void Execute(SqliteConnection connection, SqliteTransaction transaction);

    /// <summary>The batch is durable.</summary>
    public abstract void Succeed();

    /// <summary>The write did not become durable, or nobody knows.</summary>
    public abstract void Fail(Exception exception);
}
