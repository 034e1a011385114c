namespace CodeAssist.Core.Completion.Prompting;

/// <summary>The roles of special tokens in fill-in-the-middle prompts.</summary>
public enum PromptToken
{
    BeginOfText,
    FimPrefix,
    FimSuffix,
    FimMiddle,
    RepositoryName,
    FileSeparator,
}
