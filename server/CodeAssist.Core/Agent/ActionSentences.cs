using System.Globalization;
using CodeAssist.Core.Agent.Actions;

namespace CodeAssist.Core.Agent;

/// <summary>Actions in words for people: on one line, without their texts.</summary>
public static class ActionSentences
{
    public static string Of(AgentAction action) => action switch
    {
        AgentAction.Read { Lines: { End: int.MaxValue } lines } read => string.Create(CultureInfo.InvariantCulture, $"Read {read.Path} from line {lines.Start + 1} on"),
        AgentAction.Read { Lines: { } lines } read => string.Create(CultureInfo.InvariantCulture, $"Read {read.Path}, lines {lines.Start + 1} to {lines.End}"),
        AgentAction.Read read => $"Read {read.Path}",
        AgentAction.List list => $"List {Folder(list.Folder)}",
        AgentAction.Search search => $"Search {(search.IsRegex ? "the expression " : "")}\"{search.Pattern}\" in {Folder(search.Folder)}",
        AgentAction.Outline outline => $"Outline {outline.Path}",
        AgentAction.References references => $"Find where {references.Symbol} is used",
        AgentAction.Diagnostics diagnostics => $"Diagnose {diagnostics.Path ?? "what has changed"}",
        AgentAction.Edit edit => $"Edit: {string.Join(", ", edit.Blocks.Select(Of))}",
        AgentAction.Run run => $"Run {Words(run.Arguments)}{(run.Folder.Length == 0 ? "" : $" in {run.Folder}")}{(run.WantsNetwork ? ", with the network" : "")}",
        AgentAction.GitRead git => $"Run git {Words([git.Verb, .. git.Arguments])}",
        AgentAction.FindOut find => $"Have found out: {find.Question}",
        AgentAction.Finish => "Finish",
        AgentAction.AskUser ask => $"Ask: {ask.Question}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Of(EditBlock block) => block switch
    {
        EditBlock.Member member => $"{member.Symbol} in {member.Path}",
        EditBlock.Replace replace => $"lines of {replace.Path}",
        EditBlock.Whole whole => $"all of {whole.Path}",
        EditBlock.Create create => $"create {create.Path}",
        EditBlock.Rename rename => $"rename {rename.Path} to {rename.NewPath}",
        EditBlock.Delete delete => $"delete {delete.Path}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Folder(string folder) => folder.Length == 0 ? "all folders" : folder;

    // One that has blanks is seen to be one.
    private static string Words(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(argument => argument.Length == 0 || argument.Any(char.IsWhiteSpace) ? $"'{argument}'" : argument));
}
