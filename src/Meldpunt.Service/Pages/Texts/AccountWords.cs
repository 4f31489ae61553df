using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.QueryLog;

namespace Meldpunt.Service.Pages.Texts;

/// <summary>Who did something, as a page names them.</summary>
internal static class AccountWords
{
    /// <summary>A user name; of a system with the word that says that nobody stands beside it.</summary>
    public static string Of(PageTexts texts, Account account) =>
        account.Kind == AccountKind.System ? texts.Format("account.system", account.UserName) : account.UserName;

    /// <summary>Who a row of the log is of: an account, a terminal that was enrolled, or who needs no account.</summary>
    public static string Of(PageTexts texts, AccessDirectory directory, LoggedQuery row) =>
        directory.FindAccount(row.AccountId) is { } account ? Of(texts, account)
        : !row.AccountId.IsEmpty ? string.Empty
        : texts[row.TerminalId.IsEmpty ? "acts.no-account" : "account.terminal"];
}
