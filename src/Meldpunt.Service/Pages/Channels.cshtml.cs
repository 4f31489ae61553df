using System.Globalization;
using Meldpunt.Admin.Access;
using Meldpunt.Admin.Messages;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using Meldpunt.Service.Access;
using Meldpunt.Service.Deliveries;
using Meldpunt.Service.Pages.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Meldpunt.Service.Pages;

/// <summary><c>/bureau/kanalen</c>: how a desk, or the consortium, is told besides its page: adding, trying and ending channels, and what became of each message.</summary>
[Authorize(AccessSetup.ChannelKeepers)]
[RequiresStepUp(InForm = true)]
[RequestSizeLimit(StepUp.MaxFormBytes)]
internal sealed class ChannelsModel(ChannelDoor door, StepUp stepUp) : PageModel
{
    public const string ChannelField = "kanaal";
    public const string DeliveryField = "bezorging";

    /// <summary>How many deliveries of a channel are shown.</summary>
    public const int MaxShown = 20;

    private static readonly string[] Sentences = ["toegevoegd", "uitgezet", "aangezet", "beeindigd", "proef", "opnieuw"];

    public static IReadOnlyList<(string Value, string TextKey)> Kinds { get; } = [.. ChannelTerms.Kinds.Keys.Select(kind => (kind, "channels.kind." + kind))];

    public TypedForm Form { get; private set; } = TypedForm.Empty;

    /// <summary>The channel with a secret that was made by this very request; it is shown nowhere else.</summary>
    public NewChannel? Given { get; private set; }

    /// <summary>What was done just now: the key of its sentence.</summary>
    public string? Done { get; private set; }

    /// <summary>Why something was not done.</summary>
    public Fault? Refusal { get; private set; }

    /// <summary>The form that was sent without a code that is right, by its <see cref="StepUpPath"/>.</summary>
    public string? Unproven { get; private set; }

    public bool IsDesk => HttpContext.Caller().Participant is not null;

    public bool HasMail => door.HasMail;

    public IReadOnlyList<Channel> Channels => door.Channels.List(ChannelStore.OwnerOf(HttpContext.Caller()));

    /// <summary>Null when it cannot be read any more.</summary>
    public string? AddressOf(Channel channel) => door.Channels.TryOpen(channel)?.Address;

    public (int Waiting, int GivenUp) CountOf(Channel channel) => door.Outbox.CountOf(channel.Id);

    /// <summary>The newest deliveries over a channel, and of each its tries.</summary>
    public (IReadOnlyList<Delivery> Deliveries, ILookup<long, DeliveryAttempt> Attempts) LogOf(Channel channel)
    {
        var deliveries = door.Outbox.List(channel.Id, beforeId: null, MaxShown);
        return (deliveries, door.Outbox.AttemptsOf(deliveries));
    }

    /// <summary>Those that were given up and are not among the newest.</summary>
    public IReadOnlyList<Delivery> GivenUpBefore(Channel channel, IReadOnlyList<Delivery> newest) =>
        newest.Count < MaxShown ? [] : door.Outbox.List(channel.Id, newest[^1].Id, MaxShown, DeliveryState.GivenUp);

    /// <summary>What stands before the code of a form of a channel: for another secret, for switching it off, for ending it.</summary>
    public static string StepUpPath(OpaqueId id, string handler) => $"{id}.{handler}.";

    public void OnGet(string? gedaan) => Done = Sentences.Contains(gedaan, StringComparer.Ordinal) ? gedaan : null;

    public async Task<IActionResult> OnPostAddAsync()
    {
        Form = new TypedForm(Request.Form, []);
        var input = new ChannelInput
        {
            Kind = Form[ChannelTerms.Kind],
            Label = Form[ChannelTerms.Label],
            Address = Form[ChannelTerms.Address],
            Hours = Form[ChannelTerms.Hours],
        };
        var faults = await stepUp.PassAsync(HttpContext) is { } unproven ? new[] { unproven } : [];
        var result = await door.AddAsync(HttpContext.Caller(), input, faults);
        if (!result.Succeeded)
        {
            Form = Form.With([.. result.Faults.Select(fault => fault.Field.Length == 0 ? fault with { Field = ChannelTerms.Label } : fault)]);
            Response.StatusCode = result.Faults.All(fault => fault.IsConflict) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
            return Page();
        }

        return Show(result.Made, "toegevoegd");
    }

    public Task<IActionResult> OnPostSecretAsync() => ProveAndChangeAsync("secret", door.Channels.RenewSecretAsync, "geheim");

    public Task<IActionResult> OnPostOffAsync() => ProveAndChangeAsync("off", door.Channels.SwitchOffAsync, "uitgezet");

    public Task<IActionResult> OnPostOnAsync() => ChangeAsync(door.Channels.SwitchOnAsync, "aangezet");

    public Task<IActionResult> OnPostEndAsync() => ProveAndChangeAsync("end", door.Channels.EndAsync, "beeindigd");

    public Task<IActionResult> OnPostTryAsync() => ChangeAsync(door.Channels.TryAsync, "proef");

    public async Task<IActionResult> OnPostAgainAsync()
    {
        if (!long.TryParse(Request.Form[DeliveryField], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return NotFound();
        }

        var result = await door.Outbox.SendAgainAsync(HttpContext.Caller(), id);
        return result.IsMissing ? NotFound() : result.Succeeded ? LocalRedirect($"{PageMap.Channels}?gedaan=opnieuw") : Refused(result.Faults[0]);
    }

    // A stolen session must not silence a desk.
    private async Task<IActionResult> ProveAndChangeAsync(string handler, Func<Caller, OpaqueId, Task<ChannelResult>> change, string done)
    {
        _ = OpaqueId.TryParse(Request.Form[ChannelField], out var asked);
        var path = StepUpPath(asked, handler);
        if (await stepUp.PassAsync(HttpContext, path) is { } unproven)
        {
            Form = new TypedForm(Request.Form, [unproven with { Field = path + unproven.Field }]);
            Unproven = path;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        return await ChangeAsync(change, done);
    }

    private async Task<IActionResult> ChangeAsync(Func<Caller, OpaqueId, Task<ChannelResult>> change, string done)
    {
        if (door.Find(HttpContext.Caller(), Request.Form[ChannelField]) is not { } channel)
        {
            return NotFound();
        }

        var result = await change(HttpContext.Caller(), channel.Id);
        return result.IsMissing ? NotFound() : result.Succeeded ? Show(result.Made, done) : Refused(result.Faults[0]);
    }

    // A secret is shown by the very answer to the form, and by no address.
    private IActionResult Show(NewChannel made, string done)
    {
        if (made.Secret is null)
        {
            return LocalRedirect($"{PageMap.Channels}?gedaan={done}");
        }

        (Given, Form) = (made, TypedForm.Empty);
        return Page();
    }

    private PageResult Refused(Fault fault)
    {
        Refusal = fault;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
