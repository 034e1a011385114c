namespace CodeAssist.Context.Changes;

/// <summary>What a name in a tree stands for.</summary>
internal enum EntryType
{
    None,

    File,

    Link,

    /// <summary>A commit of another repository.</summary>
    Repository,
}
