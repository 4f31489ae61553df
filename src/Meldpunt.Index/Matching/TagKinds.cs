namespace Meldpunt.Index.Matching;

/// <summary>How many tags there can be of one form.</summary>
internal static class TagKinds
{
    /// <summary>One more than the last of <see cref="TagKind"/>.</summary>
    public const int Count = (int)TagKind.SurnamePartLess + 1;

    /// <summary>Places in a form that a tag can be bound to.</summary>
    public const int Places = 40;

    /// <summary>The place that stands for a form as a whole.</summary>
    public const int Whole = Places - 1;

    /// <summary>The place that stands for the letters of a form in order of the alphabet.</summary>
    public const int InOrder = Places - 2;

    /// <summary>Begins what a mask is made of; no canonical form holds it.</summary>
    public const char MaskOnly = '\0';
}
