using Meldpunt.Admin.Calendar;

namespace Meldpunt.Service.Demo;

/// <summary>
/// A clock that runs as the real one does, at the same time of day on another day. In the hours after midnight, when it would still be the day before in UTC, it
/// begins at noon instead, so that whoever asked for a day sees that day in every moment. Only the demo has it.
/// </summary>
internal sealed class ShiftedTime : TimeProvider
{
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);

    private readonly TimeProvider _real;
    private readonly TimeSpan _shift;

    public ShiftedTime(DateOnly day, TimeProvider real)
    {
        _real = real;
        var now = real.GetUtcNow();
        var begin = DutchCalendar.StartOf(day);
        var shifted = begin + DutchCalendar.ToLocal(now).TimeOfDay;
        _shift = (DateOnly.FromDateTime(shifted.UtcDateTime) == day ? shifted : begin + Noon) - now;
    }

    public override DateTimeOffset GetUtcNow() => _real.GetUtcNow() + _shift;
}
