namespace Meldpunt.Admin.Accounts;

/// <summary>Who is behind an account. The numbers stand in the database.</summary>
public enum AccountKind
{
    /// <summary>Somebody. <c>persoon</c></summary>
    Person = 1,

    /// <summary>A machine that asks by itself, such as a barrier: it works through tokens only and has no password, PIN or session. <c>systeem</c></summary>
    System = 2,
}
