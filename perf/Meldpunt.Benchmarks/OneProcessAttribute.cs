using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Meldpunt.Benchmarks.Peers;
using Perfolizer.Horology;

namespace Meldpunt.Benchmarks;

/// <summary>In one process, and short: the machine's moods are longer than a benchmark. Leaves out what asks a server that is not there.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OneProcessAttribute : Attribute, IConfigSource
{
    // Filling the peers takes minutes, and counts as part of the first benchmark.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public IConfig Config { get; } = ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(new InProcessEmitToolchain(Longest, logOutput: false)).WithWarmupCount(2).WithIterationCount(9)
            .WithIterationTime(TimeInterval.FromMilliseconds(150)).WithId("OneProcess"))
        .AddFilter(new SimpleFilter(benchmark =>
            PostgresPeer.IsThere || !benchmark.Descriptor.WorkloadMethod.Name.StartsWith("Postgres", StringComparison.Ordinal)));
}
