using System.Globalization;
using Meldpunt.Admin.FollowUps;
using Meldpunt.Service.Access;
using Meldpunt.Service.Api;

namespace Meldpunt.Service.FollowUps;

/// <summary>What came of something that a desk recorded of a case, in the status and words of the interface.</summary>
internal static class FollowUpAnswer
{
    /// <summary>Writes 201 with the case as it is now, or why nothing was done.</summary>
    public static Task WriteAsync(HttpContext http, FollowUpResult result, FollowUpJson cases)
    {
        if (result.Succeeded)
        {
            http.Response.Headers.Location = $"{FollowUpEndpoints.Path}/{result.FollowUp.Id}";
            return WriteCaseAsync(http, StatusCodes.Status201Created, result.FollowUp, cases);
        }

        return result switch
        {
            { IsMissing: true } => Problem.WriteAsync(http, StatusCodes.Status404NotFound),
            { IsStale: true } => Problem.WriteAsync(http, StatusCodes.Status412PreconditionFailed),
            _ => Problem.WriteAsync(http, result.Faults),
        };
    }

    /// <summary>Writes a case with its version as a tag, so that who records something can name what they saw.</summary>
    public static Task WriteCaseAsync(HttpContext http, int status, FollowUp one, FollowUpJson cases)
    {
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{one.Version}\"");
        return JsonText.WriteAsync(http, status, json => cases.Write(json, one, http.Caller().Participant!.Id));
    }
}
