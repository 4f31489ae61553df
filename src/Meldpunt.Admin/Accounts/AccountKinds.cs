namespace Meldpunt.Admin.Accounts;

/// <summary>The kinds of accounts as forms, acts and the shell name them.</summary>
public static class AccountKinds
{
    public const string Person = "persoon";
    public const string System = "systeem";

    public static string Of(AccountKind kind) => kind == AccountKind.System ? System : Person;
}
