namespace CodeAssist.Core.Models;

/// <summary>Which names may be put before the code.</summary>
public enum PromptSeparators
{
    None,
    File,
    RepositoryAndFile,
}
