namespace Meldpunt.Service.Pages.Letters;

/// <summary>Which letter: the decision itself, which tells of the registration as well, or the registration alone (protocol articles 5.2.4 and 9.1).</summary>
internal enum LetterKind
{
    /// <summary>A warning is given. <c>waarschuwing</c></summary>
    Warning,

    /// <summary>A ban is imposed. <c>toegangsverbod</c></summary>
    Ban,

    /// <summary>The person knows of the warning or ban and is told of the registration. <c>mededeling</c></summary>
    Notice,
}
