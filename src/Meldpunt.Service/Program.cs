using Meldpunt.Service.Commands;

return await MeldpuntCommand.Create().Parse(args).InvokeAsync();
