using Dapper;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.QueryLog.Notes;
using Meldpunt.Admin.QueryLog.Seal;
using Meldpunt.Admin.Register.Honey;
using Meldpunt.Admin.Storage.Sqlite;
using Meldpunt.Index.Identity;
using Meldpunt.Index.Matching;

namespace Meldpunt.Admin.Installations;

/// <summary>Makes an installation, once: keys, then the empty database.</summary>
internal static class InstallationMaker
{
    public static void Create(string folder, RootSource source, TimeProvider time, MatchStrength strength, string? origin)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(time);
        if (Installation.Exists(folder))
        {
            throw new InstallationException($"In {folder} staat al een Meldpunt.");
        }

        if (origin is not null && !NoteName.IsValid(origin))
        {
            throw new InstallationException($"'{origin}' kan niet: de naam van het logboek is één woord zonder spaties en plustekens, zoals meldpunt.example.nl/logboek.");
        }

        if (Directory.Exists(InstallationFolder.Keys(folder)))
        {
            throw new InstallationException(
                $"In {InstallationFolder.Keys(folder)} staan sleutels zonder database. Zet de database terug, of haal die map weg als ze nergens bij horen.");
        }

        // The root secret first: when it cannot be used, nothing has been made yet.
        DurableFile.CreateFolder(folder);
        source.Check();
        DurableFile.CreateFolder(InstallationFolder.Keys(folder));
        using var root = source.Create(InstallationFolder.Keys(folder));
        Keyring.Create(InstallationFolder.Keys(folder), root);
        using var keys = Keyring.Open(InstallationFolder.Keys(folder), root);
        new SqliteDatabase(folder).Create(connection =>
        {
            connection.Execute(
                "INSERT INTO installation (id, created_at, match_strength) VALUES (@Id, @Now, @Strength)",
                new { Id = OpaqueId.Create(), Now = time.GetUtcNow(), Strength = strength.ToDutch() });
            LogIdentity.Begin(connection, InstallationFolder.Keys(folder), keys, origin, time);
            HoneyBook.Begin(connection, keys);
        });
    }
}
