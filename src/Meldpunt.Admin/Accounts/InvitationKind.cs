namespace Meldpunt.Admin.Accounts;

/// <summary>What a code is for. The numbers stand in the database.</summary>
public enum InvitationKind
{
    /// <summary>Somebody who is new chooses a first password or PIN.</summary>
    First = 1,

    /// <summary>Somebody who lost theirs chooses another; their second factors are gone, and they set up new ones.</summary>
    Recovery = 2,
}
