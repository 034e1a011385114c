using System.Globalization;
using CodeAssist.Core.Agent.Actions;

namespace CodeAssist.Core.Agent.Progress;

/// <summary>What an action is known again by: everything that it says, however the model wrote it.</summary>
internal static class ActionIdentity
{
    // Stands in no path and in no argument.
    private const char Separator = '\u001F';

    public static string Of(AgentAction action) => string.Join(Separator, Fields(action).Prepend(action.GetType().Name));

    /// <summary>The files that it names.</summary>
    public static IEnumerable<string> PathsOf(AgentAction action) => action switch
    {
        AgentAction.Read read => [read.Path],
        AgentAction.Outline outline => [outline.Path],
        AgentAction.Diagnostics { Path: { } path } => [path],
        AgentAction.Edit edit => edit.Blocks.SelectMany(block => block is EditBlock.Rename rename ? (IEnumerable<string>)[rename.Path, rename.NewPath] : [block.Path]).Distinct(StringComparer.Ordinal),
        _ => [],
    };

    private static IEnumerable<string> Fields(AgentAction action) => action switch
    {
        AgentAction.Read read => [read.Path, read.Lines is { } lines ? string.Create(CultureInfo.InvariantCulture, $"{lines.Start}-{lines.End}") : ""],
        AgentAction.List list => [list.Folder],
        AgentAction.Search search => [search.Pattern, search.IsRegex ? "regex" : "text", search.Folder],
        AgentAction.Outline outline => [outline.Path],
        AgentAction.References references => [references.Symbol],
        AgentAction.Diagnostics diagnostics => [diagnostics.Path ?? ""],
        AgentAction.Edit edit => edit.Blocks.SelectMany(Fields),
        AgentAction.Run run => [run.Folder, run.WantsNetwork ? "network" : "", .. run.Arguments],
        AgentAction.GitRead git => [git.Verb, .. git.Arguments],
        AgentAction.FindOut find => [find.Question],
        AgentAction.Finish finish => [finish.Summary],
        AgentAction.AskUser ask => [ask.Question],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<string> Fields(EditBlock block) => block switch
    {
        EditBlock.Member member => ["member", member.Path, member.Symbol, member.Text],
        EditBlock.Replace replace => ["replace", replace.Path, replace.Search, replace.Text],
        EditBlock.Whole whole => ["whole", whole.Path, whole.Text],
        EditBlock.Create create => ["create", create.Path, create.Text],
        EditBlock.Rename rename => ["rename", rename.Path, rename.NewPath],
        EditBlock.Delete delete => ["delete", delete.Path],
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
