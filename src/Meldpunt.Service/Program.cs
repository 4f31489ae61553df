using Meldpunt.Service.Commands;

return await RootOptions.RunAsync(MeldpuntCommand.Create().Parse(args));
