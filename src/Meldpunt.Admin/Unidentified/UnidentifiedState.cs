namespace Meldpunt.Admin.Unidentified;

/// <summary>What became of an unidentified person. The numbers stand in the database.</summary>
internal enum UnidentifiedState
{
    Active = 2,
    Withdrawn = 4,

    /// <summary>The person is known now, and has an ordinary entry.</summary>
    Identified = 5,
}
