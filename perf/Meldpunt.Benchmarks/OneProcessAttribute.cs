using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Meldpunt.Benchmarks;

/// <summary>In one process, and short: the machine's moods are longer than a benchmark.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OneProcessAttribute : Attribute, IConfigSource
{
    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddJob(
        Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput).WithWarmupCount(2).WithIterationCount(7).WithId("OneProcess"));
}
