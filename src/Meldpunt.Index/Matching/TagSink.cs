namespace Meldpunt.Index.Matching;

/// <summary>Takes the tags of one person, one by one.</summary>
internal interface ITagSink
{
    /// <summary>Takes a tag and what it means when the other side has it too.</summary>
    void Add(ulong tag, ulong meaning);

    /// <summary>As <see cref="Add"/>; and every pair of people that the rule can call the same shares a tag of this sort.</summary>
    void AddAnchor(ulong tag, ulong meaning);
}
