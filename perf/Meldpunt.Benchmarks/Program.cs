using System.Globalization;
using BenchmarkDotNet.Running;
using Meldpunt.Benchmarks;

switch (args)
{
    case ["--test"]:
        Smoke.Run(Console.Out);
        break;
    case ["--percentiles", .. var sizes]:
        foreach (var size in sizes.Length > 0 ? sizes : ["10000", "1000000"])
        {
            _ = Percentiles.Measure(int.Parse(size, CultureInfo.InvariantCulture), Percentiles.DefaultQueries, Console.Out);
        }

        break;
    case ["--parts", .. var sizes]:
        foreach (var size in sizes.Length > 0 ? sizes : ["10000", "1000000"])
        {
            Parts.Measure(int.Parse(size, CultureInfo.InvariantCulture), Console.Out);
        }

        break;
    case ["--start", .. var sizes]:
        foreach (var size in sizes.Length > 0 ? sizes : ["10000", "1000000"])
        {
            await StartMeasure.RunAsync(int.Parse(size, CultureInfo.InvariantCulture), Console.Out);
        }

        break;
    case ["--log", .. var sizes]:
        foreach (var size in sizes.Length > 0 ? sizes : ["10000", "1000000"])
        {
            await LogMeasure.RunAsync(int.Parse(size, CultureInfo.InvariantCulture), Console.Out);
        }

        break;
    case ["--register", .. var sizes]:
        foreach (var size in sizes.Length > 0 ? sizes : ["10000"])
        {
            await RegisterMeasure.RunAsync(int.Parse(size, CultureInfo.InvariantCulture), Console.Out);
        }

        break;
    case ["--marks", .. var sizes]:
        await MarksMeasure.RunAsync(sizes.Length > 0 ? int.Parse(sizes[0], CultureInfo.InvariantCulture) : 100_000, Console.Out);
        break;
    case ["--figures", .. var sizes]:
        await FiguresMeasure.RunAsync(sizes.Length > 0 ? int.Parse(sizes[0], CultureInfo.InvariantCulture) : 1_000_000, Console.Out);
        break;
    case ["--shape", var program, .. var count]:
        await ShapeMeasure.RunAsync(program, count.Length > 0 ? int.Parse(count[0], CultureInfo.InvariantCulture) : ShapeMeasure.DefaultPairs, Console.Out);
        break;
    case ["--follow-up", var program, .. var count]:
        await FollowUpMeasure.RunAsync(program, count.Length > 0 ? int.Parse(count[0], CultureInfo.InvariantCulture) : FollowUpMeasure.DefaultRounds, Console.Out);
        break;
    case ["--verify", .. var sizes]:
        foreach (var size in sizes.Length > 0 ? sizes : ["10000", "1000000"])
        {
            await VerifyMeasure.RunAsync(int.Parse(size, CultureInfo.InvariantCulture), Console.Out);
        }

        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(QueryBenchmark).Assembly).Run(args);
        break;
}
