using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Meldpunt.Benchmarks.Peers;

namespace Meldpunt.Benchmarks;

/// <summary>In one process, and short: the machine's moods are longer than a benchmark. Leaves out what asks a server that is not there.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OneProcessAttribute : Attribute, IConfigSource
{
    public IConfig Config { get; } = ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput).WithWarmupCount(2).WithIterationCount(7).WithId("OneProcess"))
        .AddFilter(new SimpleFilter(benchmark =>
            PostgresPeer.IsThere || !benchmark.Descriptor.WorkloadMethod.Name.StartsWith("Postgres", StringComparison.Ordinal)));
}
