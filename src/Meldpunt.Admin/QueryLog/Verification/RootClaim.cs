namespace Meldpunt.Admin.QueryLog.Verification;

/// <summary>Somebody says what the root of the tree was at some size.</summary>
/// <param name="Checkpoint">Size and root.</param>
/// <param name="WhenWrong">The sentence for when the tree has another root at that size, or never had that size.</param>
internal sealed record RootClaim(CheckpointText Checkpoint, string WhenWrong)
{
    public long Size => Checkpoint.Size;

    /// <summary>True when this tree, at its present size, has this root.</summary>
    public bool Holds(DerivedTree tree)
    {
        Span<byte> root = stackalloc byte[LogFormat.HashBytes];
        tree.WriteRoot(root);
        return tree.Size == Size && Checkpoint.Root.Span.SequenceEqual(root);
    }
}
