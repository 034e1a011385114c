namespace CodeAssist.Core.Agent.Files;

/// <summary>What a task may do with a file, as far as its path tells; later values allow less.</summary>
public enum FileStanding
{
    /// <summary>Reading and writing.</summary>
    Ordinary,

    /// <summary>Reading; writing needs the user's word each time, because the file says what others run: builds, hooks, editors, assistants.</summary>
    AsksEachTime,

    /// <summary>Reading; nothing writes it, whoever allows it: it says what is kept from assistants.</summary>
    NeverWritten,

    /// <summary>Neither: the repository's own folder, our own settings, and what never leaves the machine.</summary>
    Closed,
}
