namespace Meldpunt.Admin.Storage;

/// <summary>The database was written by a newer version of the program.</summary>
public sealed class StoreTooNewException : InvalidOperationException
{
    public StoreTooNewException(int found, int known)
        : base($"The database has schema {found} and this program knows up to {known}. Use the newer program.")
    {
        Found = found;
        Known = known;
    }

    public int Found { get; }

    public int Known { get; }
}
