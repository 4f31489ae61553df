using Meldpunt.Admin;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Acts;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Pages.Forms;
using Meldpunt.Service.Pages.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary>
/// <c>/medewerkers/{id}</c>: one account, what can be done with it, and what was. Somebody else's account is not there. There is no change of role: an account ends, and another
/// is invited.
/// </summary>
[Authorize(AccessSetup.AccountKeepers)]
[RequiresStepUp(InForm = true)]
internal sealed class PersonModel(AccountDoor door, ActReader acts, StepUp stepUp, PageTexts texts) : PageModel
{
    public const string LabelField = "label";
    public const string TokenField = "token";
    public const string LastField = "ookDeLaatste";

    public const string InvitePath = "uitnodiging.";
    public const string RecoverPath = "herstel.";
    public const string EndPath = "einde.";
    public const string TokenPath = "token.";

    private const int ShownActs = 50;

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>Whose page it is; never null where a handler or the page runs.</summary>
    public AccountLine? Account { get; private set; }

    public string? Refusal { get; private set; }

    public ShownCode? Shown { get; private set; }

    public bool IsDone { get; private set; }

    public DateTimeOffset Now => door.Now;

    public bool IsOwn => Account!.Id == HttpContext.Caller().AccountId;

    /// <summary>True while there is no way in yet. Once there is one, another code is a recovery.</summary>
    public bool MayInvite => Account is { HasPassword: false, HasPin: false, HasSecondFactor: false };

    /// <summary>True when nobody is left at the security desk of its participant once it ends.</summary>
    public bool IsLastOfDesk => Account is { Role: Role.Security, Kind: AccountKind.Person, ParticipantId: { } participant } && door.Directory.CountOfficers(participant) <= 1;

    public IReadOnlyList<TokenLine> Tokens => door.Accounts.TokensOf(Account!.Id);

    public IReadOnlyList<ActRecord> Acts => acts.List(HttpContext.Caller().Participant?.Id, Account!.Id, beforeSeq: null, ShownActs);

    /// <summary>Why something was refused, in words of the page, or in those of the store, which has Dutch only.</summary>
    public static string WordsOf(PageTexts texts, AdministrationException exception) =>
        texts.Find("people.refused." + exception.Code)
        ?? (string.Equals(texts.Language, TextCatalogue.Dutch.Language, StringComparison.Ordinal) ? exception.Message : texts["people.refused"]);

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Account = Find();
        if (Account is null)
        {
            context.Result = NotFound();
        }
        else if (Request.HasFormContentType)
        {
            Form = new TypedForm(Request.Form, []);
        }
    }

    public void OnGet(string? gedaan) => IsDone = gedaan is not null;

    public async Task<IActionResult> OnPostInviteAsync() => await ConfirmAsync(InvitePath, [])
        ?? await ShowAsync("people.code.uitnodiging", isInvitation: true, () => door.ChangeAsync(desk => desk.InviteAgainAsync(HttpContext.Caller(), Account!.Id)));

    public async Task<IActionResult> OnPostRecoverAsync() => await ConfirmAsync(RecoverPath, [])
        ?? await ShowAsync("people.code.herstel", isInvitation: true, () => door.RecoverAsync(HttpContext.Caller(), Account!.Id));

    public async Task<IActionResult> OnPostTokenAsync()
    {
        var faults = new List<Fault>();
        var label = Form[LabelField]?.Trim() ?? string.Empty;
        ParticipantForm.AddMissing(faults, LabelField, label.Length == 0);
        return await ConfirmAsync(TokenPath, faults)
            ?? await ShowAsync("people.code.token", isInvitation: false, () => door.ChangeAsync(desk => desk.IssueTokenAsync(HttpContext.Caller(), Account!.Id, label)));
    }

    public Task<IActionResult> OnPostRevokeAsync()
    {
        _ = OpaqueId.TryParse(Form[TokenField], out var token);
        return DoAsync(desk => desk.RevokeTokenAsync(HttpContext.Caller(), Account!.Id, token));
    }

    public Task<IActionResult> OnPostSessionsAsync() => DoAsync(desk => desk.EndSessionsAsync(HttpContext.Caller(), Account!.Id));

    public async Task<IActionResult> OnPostEndAsync() => await ConfirmAsync(EndPath, [])
        ?? await DoAsync(desk => desk.EndAsync(HttpContext.Caller(), Account!.Id, Form.IsTicked(LastField)));

    // What is grave takes a second factor that was shown just now; null when nothing stands in the way.
    private async Task<IActionResult?> ConfirmAsync(string path, List<Fault> faults)
    {
        if (await stepUp.PassAsync(HttpContext, path) is { } unproven)
        {
            faults.Add(unproven with { Field = path + unproven.Field });
        }

        Form = Form.With(faults);
        return faults.Count > 0 ? Refused(StatusCodes.Status400BadRequest) : null;
    }

    private AccountLine? Find() =>
        OpaqueId.TryParse(RouteData.Values["id"] as string, out var id) ? door.Accounts.Find(HttpContext.Caller(), id) : null;

    // What is shown once is in the answer to the form itself: nothing keeps it for the next page.
    private Task<IActionResult> ShowAsync(string textKey, bool isInvitation, Func<Task<string>> change) => GuardAsync(async () =>
    {
        Shown = new ShownCode(Account!.UserName, await change(), textKey, isInvitation);
        Form = TypedForm.Empty;
        Account = Find();
        return Page();
    });

    private Task<IActionResult> DoAsync(Func<AccountDesk, Task> change) => GuardAsync(async () =>
    {
        await door.ChangeAsync(change);
        return LocalRedirect(PageMap.Person(Account!.Id) + "?gedaan=ja");
    });

    private async Task<IActionResult> GuardAsync(Func<Task<IActionResult>> action)
    {
        try
        {
            return await action();
        }
        catch (AdministrationException exception)
        {
            Refusal = WordsOf(texts, exception);
            return Refused(exception.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest);
        }
    }

    private PageResult Refused(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
