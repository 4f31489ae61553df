using Dapper;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Admin.FollowUps.Figures;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Tests.Support;
using Meldpunt.Index.Identity;

namespace Meldpunt.Admin.Tests.FollowUps.Figures;

/// <summary>Cases as they stand in the database, without the desks that made them.</summary>
internal sealed class FigureBench(TestRegister register)
{
    private static readonly OpaqueId Source = OpaqueId.Create();

    /// <summary>The month that it is in the tests.</summary>
    public static CalendarMonth Now { get; } = new(TestDays.Today.Year, TestDays.Today.Month);

    /// <summary>A participant that is nothing but its id.</summary>
    public static OpaqueId Garage() => OpaqueId.Create();

    /// <summary>A number of cases of a participant, so many months ago.</summary>
    public Task<int> AddAsync(OpaqueId asker, int count, int monthsAgo = 0, VisitorIdentity? outcome = VisitorIdentity.Confirmed, OpaqueId? entryId = null, params int[] minutesToCall) =>
        register.Installation.Writer.WriteAsync(connection =>
        {
            var first = new DateOnly(Now.Year, Now.Month, 1).AddMonths(-monthsAgo);
            for (var number = 0; number < count; number++)
            {
                var openedAt = TestDays.At(first, hour: 12).AddMinutes(number);
                var minutes = minutesToCall.Length > 0 ? minutesToCall[number % minutesToCall.Length] : 4;
                var isCalled = outcome is not null;
                connection.Execute(
                    """
                    INSERT INTO follow_up (id, seq, place, query_id, entry_id, match_year, match_number, agreement, opened_at, asker_id, location_id, account_id, source_id, state, tries, called_at, advised_at, outcome)
                    VALUES (@id, 1, 0, @id, @entry, 2026, 1, 0, @openedAt, @asker, @id, @id, @Source, @state, 1, @calledAt, @advisedAt, @outcome)
                    """,
                    new
                    {
                        id = OpaqueId.Create(),
                        entry = entryId ?? OpaqueId.Create(),
                        openedAt,
                        asker,
                        Source,
                        outcome,
                        state = isCalled ? FollowUpState.Closed : FollowUpState.ToCall,
                        calledAt = isCalled ? openedAt.AddMinutes(minutes) : (DateTimeOffset?)null,
                        advisedAt = isCalled ? openedAt.AddMinutes(minutes + 1) : (DateTimeOffset?)null,
                    });
            }

            return count;
        });

    /// <summary>The figures as a reader sees them from a process that has read none before; null for the consortium.</summary>
    public FigureSet Read(OpaqueId? reader = null, int monthsBack = 0, int monthsUntil = 0)
    {
        var now = new DateOnly(Now.Year, Now.Month, 1);
        return new FigureReader(register.Installation.Database, register.Time)
            .Read(CalendarMonth.Of(now.AddMonths(-monthsBack)), CalendarMonth.Of(now.AddMonths(-monthsUntil)), reader);
    }
}
