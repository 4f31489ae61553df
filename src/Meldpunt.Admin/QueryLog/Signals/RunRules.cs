namespace Meldpunt.Admin.QueryLog.Signals;

/// <summary>
/// Whether the newest question of an account stands in a run of neighbours: somebody who goes through names or dates instead of receiving people. Looks at what was
/// asked, never at what was answered.
/// </summary>
internal static class RunRules
{
    private delegate bool Likeness(RunEntry left, RunEntry right);

    private delegate int Order(RunEntry left, RunEntry right);

    /// <summary>Adds a sighting for a run of names and one for a run of dates, when the newest question stands in one.</summary>
    public static void Judge(RunMemory memory, ICollection<Sighting> sightings)
    {
        var names =
            Group(memory, HaveOneDate, (left, right) => left.HasNameOf(right), SignalThresholds.NamesOfOneDate)
            ?? Group(memory, (left, right) => left.BeginsLike(right), (left, right) => left.HasSurnameOf(right), SignalThresholds.NeighbouringNames)
            ?? Row(memory, (left, right) => left.CompareSurname(right), _ => true, SignalThresholds.NeighbouringNames);
        if (names is { } nameRun)
        {
            sightings.Add(memory.Sight(SignalKind.NameRun, nameRun.OldestAge, nameRun.Count));
        }

        var dates =
            Group(memory, (left, right) => left.HasNameOf(right), (left, right) => left.Day == right.Day, SignalThresholds.DatesOfOneName)
            ?? Group(memory, AreNear, (left, right) => left.Day == right.Day, SignalThresholds.NeighbouringDates)
            ?? Row(memory, (left, right) => left.Day.CompareTo(right.Day), entry => entry.HasDay, SignalThresholds.NeighbouringDates);
        if (dates is { } dateRun)
        {
            sightings.Add(memory.Sight(SignalKind.DateRun, dateRun.OldestAge, dateRun.Count));
        }
    }

    private static bool HaveOneDate(RunEntry left, RunEntry right) => left.Day == right.Day && left.HasDay && !left.IsDefaultDay;

    private static bool AreNear(RunEntry left, RunEntry right) =>
        left.HasDay && right.HasDay && Math.Abs(left.Day - right.Day) <= SignalThresholds.NeighbouringDays;

    // All questions that are like the newest one, when there are enough different ones among them.
    private static (int Count, int OldestAge)? Group(RunMemory memory, Likeness belongs, Likeness isSame, int needed)
    {
        Span<int> different = stackalloc int[needed];
        var found = 0;
        var count = 0;
        var oldest = 0;
        for (var age = 0; age < memory.Count; age++)
        {
            var entry = memory[age];
            if (!belongs(memory[0], entry))
            {
                continue;
            }

            count++;
            oldest = age;
            if (found < needed && !IsAmong(memory, different[..found], entry, isSame))
            {
                different[found] = age;
                found++;
            }
        }

        return found == needed ? (count, oldest) : null;
    }

    private static bool IsAmong(RunMemory memory, ReadOnlySpan<int> ages, RunEntry entry, Likeness isSame)
    {
        foreach (var age in ages)
        {
            if (isSame(memory[age], entry))
            {
                return true;
            }
        }

        return false;
    }

    // The questions back from the newest one that go up, or go down, without a break; equal ones are steps in neither direction.
    private static (int Count, int OldestAge)? Row(RunMemory memory, Order order, Func<RunEntry, bool> counts, int needed)
    {
        if (!counts(memory[0]))
        {
            return null;
        }

        var (direction, different, count, oldest) = (0, 1, 1, 0);
        for (var age = 1; age < memory.Count; age++)
        {
            if (!counts(memory[age]))
            {
                continue;
            }

            var step = Math.Sign(order(memory[oldest], memory[age]));
            if (step != 0 && direction != 0 && step != direction)
            {
                break;
            }

            direction = step == 0 ? direction : step;
            different += Math.Abs(step);
            count++;
            oldest = age;
        }

        return different >= needed ? (count, oldest) : null;
    }
}
