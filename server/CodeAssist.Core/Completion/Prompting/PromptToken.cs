namespace CodeAssist.Core.Completion.Prompting;

/// <summary>The roles of special tokens in fill-in-the-middle prompts.</summary>
public enum PromptToken
{
    BeginOfText,
    EndOfText,
    FimPrefix,
    FimSuffix,
    FimMiddle,
    RepositoryName,
    FileSeparator,
}
