namespace CodeAssist.Context.Changes;

/// <summary>Where the new content of a change lies.</summary>
internal enum NewSide
{
    /// <summary>On the disk, and in the editors that have something unsaved.</summary>
    Disk,

    Index,

    Commit,
}
