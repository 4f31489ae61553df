using System.Text.Json;

// Reads a JSON object and answers 512 bytes of JSON, as a query does, and does nothing in between.
const int AnswerBytes = 512;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Configuration.Sources.Clear();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.ListenLocalhost(int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture));
});
var app = builder.Build();
var answer = new byte[AnswerBytes];
answer.AsSpan().Fill((byte)' ');
"{\"uitkomst\":\"leeg\"}"u8.CopyTo(answer);
app.MapPost("/leeg", async http =>
{
    using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
    http.Response.StatusCode = StatusCodes.Status201Created;
    http.Response.ContentType = "application/json; charset=utf-8";
    http.Response.ContentLength = AnswerBytes;
    await http.Response.Body.WriteAsync(answer, http.RequestAborted);
});
await app.RunAsync();
