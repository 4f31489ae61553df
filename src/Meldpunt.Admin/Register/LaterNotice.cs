using Meldpunt.Admin.Persons;

namespace Meldpunt.Admin.Register;

/// <summary>That the person was told, or why not yet, whose fields have been read (article 9.1). Never printed.</summary>
internal sealed class LaterNotice
{
    public required NoticeKind Kind { get; init; }

    public required DateOnly? Day { get; init; }

    public required string? Reason { get; init; }

    public required DateOnly? RemindOn { get; init; }

    /// <summary>Reads the fields; faults are added to the list, and the result is null when any was.</summary>
    public static LaterNotice? Check(NoticeInput input, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(input);
        var before = faults.Count;
        var read = new FieldReader(faults);
        var kind = read.Choice(input.Kind, RegistrationFields.LaterNoticeKind, EntryTerms.Notices);
        var day = read.DayIfAny(input.Day, RegistrationFields.LaterNoticeDate);
        var reason = read.ProseIfAny(input.Reason, RegistrationFields.Reason, RegistrationCheck.MaxProseLength);
        var remindOn = read.DayIfAny(input.RemindOn, RegistrationFields.NoticeRemindOn);
        return faults.Count > before ? null : new LaterNotice { Kind = kind!.Value, Day = day, Reason = reason, RemindOn = remindOn };
    }

    /// <summary>Every rule that this breaks as a notice of that entry.</summary>
    /// <param name="lastDay">The last day of the entry.</param>
    /// <param name="firstIncident">What the person is told of did not happen before this day.</param>
    /// <param name="today">The day it is in the Netherlands.</param>
    public IEnumerable<Fault> Broken(DateOnly lastDay, DateOnly firstIncident, DateOnly today)
    {
        if (RegistrationRules.IsTold(Kind) && Day is null)
        {
            yield return Refusals.NoticeNeedsItsDate with { Field = RegistrationFields.LaterNoticeDate };
        }

        if (!RegistrationRules.IsTold(Kind) && Reason is null)
        {
            yield return Refusals.NoNoticeNeedsAReason with { Field = RegistrationFields.Reason };
        }

        if (Day > today)
        {
            yield return Refusals.NoticeNotInTheFuture with { Field = RegistrationFields.LaterNoticeDate };
        }

        if (Day < firstIncident)
        {
            yield return Refusals.NoticeNotBeforeIncident with { Field = RegistrationFields.LaterNoticeDate };
        }

        if (Kind == NoticeKind.Deferred && RemindOn is null)
        {
            yield return Refusals.DeferralNeedsAReminder;
        }

        if (RemindOn is { } day)
        {
            foreach (var fault in RegistrationRules.Reminder(Kind, day, today, lastDay, RegistrationFields.NoticeRemindOn))
            {
                yield return fault;
            }
        }
    }

    public override string ToString() => nameof(LaterNotice);
}
