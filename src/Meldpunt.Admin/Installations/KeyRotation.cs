using Meldpunt.Admin.Access;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Keys;
using Meldpunt.Index.Identity;
using Microsoft.Data.Sqlite;

namespace Meldpunt.Admin.Installations;

/// <summary>Replaces keys of an installation, each time with its act (ADR 0027). By the process that serves, or by one that holds its lock.</summary>
public sealed class KeyRotation(Installation installation)
{
    /// <summary>Puts the master that was prepared in the place of the present one, and makes it known. Does what is left of it when it was broken off; nothing when none was prepared.</summary>
    /// <param name="request">Who asked for it, to be told in the same write; null for nobody.</param>
    public async Task FinishMasterAsync(OpaqueId? request = null)
    {
        if (installation.Keys.IsChangingMaster)
        {
            installation.Keys.TakeNextMaster();

            // The act before the last step: who is killed in between does it again, and none is missing.
            await TellAsync(RotatedKey.Master, request).ConfigureAwait(false);
            installation.Keys.ForgetOldMaster();
        }
        else if (request is { } id)
        {
            await installation.KeyRequests.TellAsync(id, "er is geen nieuwe hoofdsleutel voorbereid").ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Finishes what a process that was killed had begun. Not while another one serves: that one has the old master in its memory, and is asked to do it.
    /// </summary>
    internal void FinishAtOpening()
    {
        if (!installation.Keys.IsChangingMaster)
        {
            return;
        }

        using var held = InstallationFolder.TryHoldServing(installation.Folder);
        if (held is not null)
        {
            FinishMasterAsync().GetAwaiter().GetResult();
        }
    }

    /// <summary>Makes a new index key, and when an index is in use another one beside it, which takes its place when it holds everybody.</summary>
    public async Task RotateIndexAsync(OpaqueId? request = null)
    {
        using var key = Index.Keys.SecretKey.Create();
        if (installation.IsProjecting)
        {
            installation.Projection.Rebuild(key);
        }

        installation.Keys.ReplaceIndexKey(key);
        await TellAsync(RotatedKey.Index, request).ConfigureAwait(false);
    }

    /// <summary>Puts the master under another root secret.</summary>
    public Task RotateRootAsync(RootSource present, RootSource next)
    {
        ArgumentNullException.ThrowIfNull(present);
        ArgumentNullException.ThrowIfNull(next);
        var keysFolder = InstallationFolder.Keys(installation.Folder);
        using (var root = present.Unlock(keysFolder))
        {
            installation.Keys.ReplaceRoot(root, () => next.CreateNext(keysFolder), () => next.TakeNext(keysFolder));
        }

        return TellAsync(RotatedKey.Root, request: null);
    }

    /// <summary>First step of a new master, for whoever has the root secret.</summary>
    public void PrepareMaster(RootSource present)
    {
        ArgumentNullException.ThrowIfNull(present);
        using var root = present.Unlock(InstallationFolder.Keys(installation.Folder));
        installation.Keys.PrepareMaster(root);
    }

    private Task<long> TellAsync(RotatedKey key, OpaqueId? request) => installation.Writer.WriteAsync(connection =>
    {
        if (request is { } id)
        {
            KeyRequests.Tell(connection, id, KeyRequests.Done);
        }

        return Append(connection, key);
    });

    private long Append(SqliteConnection connection, RotatedKey key) => installation.Acts.Append(
        connection, transaction: null, Caller.CommandLine, new Act(ActKinds.KeysRotated, installation.Id, default, [KeyValuePair.Create("sleutel", (string?)key.ToDutch())])).Seq;
}
