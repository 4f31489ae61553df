using Meldpunt.Accuracy;

if (!StressOptions.TryParse(args, out var options, out var fault))
{
    await Console.Error.WriteLineAsync($"{fault}\n{StressOptions.Usage}");
    return 2;
}

return StressRun.Run(options, Console.Out);
