using Meldpunt.Admin.Calendar;

namespace Meldpunt.Service.Demo;

/// <summary>A clock that runs as the real one does, at the same time of day on another day. Only the demo has it.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private readonly TimeSpan _shift;

    public ShiftedTime(DateOnly day)
    {
        var now = System.GetUtcNow();
        var local = DutchCalendar.ToLocal(now);
        _shift = DutchCalendar.StartOf(day) + local.TimeOfDay - now;
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
