using Meldpunt.Admin.Accounts;
using Meldpunt.Admin.Keys;
using Meldpunt.Admin.Participants;
using Meldpunt.Admin.Storage;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.Web;

/// <summary>
/// Turns what was thrown into an answer that says nothing of the request: 4xx for what Kestrel could not read, 403 when the participant went, 503 when the store cannot write
/// or too many passwords wait, 500 otherwise. The log gets type and stack, never the message (see <see cref="Logging.PrivateLogFormatter"/>).
/// </summary>
internal sealed partial class ExceptionShield(RequestDelegate next, ILogger<ExceptionShield> logger)
{
    private const string RetryAfterSeconds = "2";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The asker is gone; there is nobody to answer.
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerAsync(http, exception.StatusCode, exception);
        }
        catch (InvalidDataException exception)
        {
            // The framework's word for a form that cannot be read: too many fields, broken parts.
            await AnswerAsync(http, StatusCodes.Status400BadRequest, exception);
        }
        catch (TakesNoPartException exception)
        {
            await AnswerAsync(http, StatusCodes.Status403Forbidden, exception);
        }
        catch (TooManyWaitException exception)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            await AnswerAsync(http, StatusCodes.Status503ServiceUnavailable, exception);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or KeyGoneException)
        {
            Log.StoreUnavailable(logger, exception);
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            await AnswerAsync(http, StatusCodes.Status503ServiceUnavailable, exception);
        }
#pragma warning disable CA1031 // The last line of defence: nothing may fall through to the framework, which would log the message.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Failed(logger, exception, http.TraceIdentifier);
            await AnswerAsync(http, StatusCodes.Status500InternalServerError, exception);
        }
    }

    private async Task AnswerAsync(HttpContext http, int status, Exception exception)
    {
        if (http.Response.HasStarted)
        {
            Log.TooLate(logger, exception);
            http.Abort();
            return;
        }

        http.Response.ContentLength = null;
        await Problem.WriteAsync(http, status);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A request failed; its mark is {Mark}.")]
        public static partial void Failed(ILogger logger, Exception exception, string mark);

        [LoggerMessage(2, LogLevel.Error, "The store did not take a write; the request got 503 and no answer.")]
        public static partial void StoreUnavailable(ILogger logger, Exception exception);

        [LoggerMessage(3, LogLevel.Warning, "A response had started when its request failed; the connection was cut.")]
        public static partial void TooLate(ILogger logger, Exception exception);
    }
}
