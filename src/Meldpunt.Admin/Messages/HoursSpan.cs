namespace Meldpunt.Admin.Messages;

/// <summary>Some days of the week and a time on them.</summary>
/// <param name="FirstDay">Monday is 0.</param>
/// <param name="LastDay">May be before the first: from Saturday to Monday goes over the end of the week.</param>
/// <param name="From">From when, that moment included.</param>
/// <param name="Until">Until when; not after <paramref name="From"/>: on the next day.</param>
public sealed record HoursSpan(int FirstDay, int LastDay, TimeOnly From, TimeOnly Until)
{
    public bool IsOvernight => Until <= From;

    internal bool IsOn(int day) => FirstDay <= LastDay ? day >= FirstDay && day <= LastDay : day >= FirstDay || day <= LastDay;
}
