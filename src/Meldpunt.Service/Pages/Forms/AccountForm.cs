using Meldpunt.Admin.Access;
using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Persons;
using Meldpunt.Index.Identity;
using AccountRole = Meldpunt.Admin.Accounts.Role;

namespace Meldpunt.Service.Pages.Forms;

/// <summary>The form by which an account is made: what may be chosen depends on who fills it in.</summary>
internal static class AccountForm
{
    public const string Name = "gebruikersnaam";
    public const string Role = "rol";
    public const string Kind = "soort";
    public const string Participant = "deelnemer";
    public const string Location = "locatie";
    public const string Number = "personeelsnummer";

    /// <summary>The roles that somebody may give out.</summary>
    public static IReadOnlyList<string> RolesFor(Caller caller) =>
        caller.Role == AccountRole.Security ? [RoleNames.Gate, RoleNames.Security] : [RoleNames.Security, RoleNames.Oversight, RoleNames.Management];

    /// <summary>Reads the account that is wanted, and adds all that is wrong with it; null when something is.</summary>
    public static NewAccount? Read(TypedForm form, Caller caller, AccessDirectory directory, List<Fault> faults)
    {
        var before = faults.Count;
        var name = form[Name]?.Trim() ?? string.Empty;
        ParticipantForm.AddMissing(faults, Name, name.Length == 0);
        AddWrong(faults, Name, "gebruikersnaam", name.Length > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@'));
        var role = RolesFor(caller).Contains(form[Role], StringComparer.Ordinal) && RoleNames.TryParse(form[Role]!, out var chosen) ? chosen : default;
        AddWrong(faults, Role, "keuze", role == default);
        var kind = form[Kind] switch { AccountKinds.Person => AccountKind.Person, AccountKinds.System => AccountKind.System, _ => default };
        AddWrong(faults, Kind, "keuze", kind == default);
        AddWrong(faults, Kind, "systeem-rol", kind == AccountKind.System && (role is AccountRole.Security or AccountRole.Management));
        var participantId = ParticipantOf(form, caller, role, directory, faults);
        var locationId = LocationOf(form, role, participantId, directory, faults);
        var number = form[Number]?.Trim() is { Length: > 0 } typed ? typed : null;
        AddWrong(faults, Number, "personeelsnummer", number is { Length: > 12 } || number?.All(char.IsAsciiDigit) == false);
        AddWrong(faults, Number, "personeelsnummer-waar", number is not null && role != default && kind != default && (role, kind) is not (AccountRole.Gate, AccountKind.Person));
        return faults.Count > before
            ? null
            : new NewAccount { UserName = name, Role = role, Kind = kind, ParticipantId = participantId, LocationId = locationId, StaffNumber = number };
    }

    // A desk makes accounts of its own participant, whatever its form says.
    private static OpaqueId? ParticipantOf(TypedForm form, Caller caller, AccountRole role, AccessDirectory directory, List<Fault> faults)
    {
        if (caller.Participant is { } own)
        {
            return own.Id;
        }

        if (role != AccountRole.Security)
        {
            AddWrong(faults, Participant, "deelnemer-waar", role != default && !string.IsNullOrEmpty(form[Participant]));
            return null;
        }

        var found = OpaqueId.TryParse(form[Participant], out var id) ? directory.FindParticipant(id) : null;
        AddWrong(faults, Participant, "keuze", found is null or { LeftOn: not null });
        return found?.Id;
    }

    private static OpaqueId? LocationOf(TypedForm form, AccountRole role, OpaqueId? participantId, AccessDirectory directory, List<Fault> faults)
    {
        if (role != AccountRole.Gate)
        {
            AddWrong(faults, Location, "locatie-waar", role != default && !string.IsNullOrEmpty(form[Location]));
            return null;
        }

        var found = OpaqueId.TryParse(form[Location], out var id) ? directory.FindLocation(id) : null;
        AddWrong(faults, Location, "keuze", found?.ParticipantId != participantId);
        return found?.Id;
    }

    private static void AddWrong(List<Fault> faults, string field, string code, bool isWrong)
    {
        if (isWrong)
        {
            faults.Add(new Fault(field, code, "Dit veld klopt niet."));
        }
    }
}
