using System.Text.Json;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Review.Changes;

namespace CodeAssist.Server.Delegating.Tools;

/// <summary>Reads what a model wrote as an action. Says what is wrong with it rather than guessing what was meant.</summary>
internal static class ActionReader
{
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">One JSON object; a member <c>tool</c> of it counts for nothing.</param>
    /// <returns>Exactly one of the two; the fault is one or two sentences.</returns>
    public static (AgentAction? Action, string? Fault) Read(string tool, JsonElement arguments)
    {
        if (arguments.ValueKind is not JsonValueKind.Object)
        {
            return (null, "The arguments have to be one JSON object.");
        }

        var given = new ToolArguments(arguments);
        given.Ignore("tool");
        AgentAction? action = tool switch
        {
            "read_file" => new AgentAction.Read(given.Text("path"), Lines(given)),
            "list_files" => new AgentAction.List(given.TextOr("folder", "")),
            "search" => Search(given),
            "outline" => new AgentAction.Outline(given.Text("path")),
            "references" => new AgentAction.References(given.Text("symbol")),
            "diagnostics" => new AgentAction.Diagnostics(given.TextOr("path", "") is { Length: > 0 } path ? path : null),
            "git" => new AgentAction.GitRead(given.Text("verb"), given.Texts("arguments")),
            "edit" => new AgentAction.Edit(Blocks(given)),
            "run" => Run(given),
            "ask_user" => new AgentAction.AskUser(given.Text("question")),
            "find_out" => new AgentAction.FindOut(given.Text("question")),
            ToolTable.Finish => new AgentAction.Finish(given.Text("summary")),
            _ => null,
        };
        return action is null ? (null, $"There is no tool '{ToolArguments.Plain(tool)}'. The tools are {string.Join(", ", ToolTable.All.Select(known => known.Name))}.")
            : given.End() is { } fault ? (null, $"{tool}: {fault}")
            : (action, null);
    }

    private static LineSpan? Lines(ToolArguments given)
    {
        var (from, to) = (given.Number("from"), given.Number("to"));
        if (to > 0 && from > to)
        {
            given.Take("'from' lies behind 'to'.");
        }

        return from == 0 && to == 0 ? null : new LineSpan(Math.Max(0, from - 1), to == 0 ? int.MaxValue : to);
    }

    private static AgentAction.Search Search(ToolArguments given)
    {
        var pattern = given.Text("pattern");
        if (pattern.Length == 0)
        {
            given.Take("The argument 'pattern' is empty.");
        }

        return new AgentAction.Search(pattern, given.Truth("regex"), given.TextOr("folder", ""));
    }

    private static AgentAction.Run Run(ToolArguments given)
    {
        var command = given.Texts("command");
        if (command.Count == 0 || command[0].Length == 0)
        {
            given.Take("The argument 'command' has to name a program.");
        }

        return new AgentAction.Run(command, given.TextOr("folder", "")) { WantsNetwork = given.Truth("network") };
    }

    private static List<EditBlock> Blocks(ToolArguments given)
    {
        var blocks = new List<EditBlock>();
        var items = given.Objects("edits");
        if (items.Count == 0)
        {
            given.Take("The argument 'edits' is empty.");
        }

        foreach (var item in items)
        {
            var (kind, path) = (item.Text("kind"), item.Text("path"));
            EditBlock? block = kind switch
            {
                "member" => new EditBlock.Member(path, item.Text("symbol"), item.Lines("text", endsLine: true)),
                "replace" => new EditBlock.Replace(path, item.Lines("search", endsLine: false), item.Lines("text", endsLine: false)),
                "whole" => new EditBlock.Whole(path, item.Lines("text", endsLine: true)),
                "create" => new EditBlock.Create(path, item.Lines("text", endsLine: true)),
                "rename" => new EditBlock.Rename(path, item.Text("newPath")),
                "delete" => new EditBlock.Delete(path),
                _ => null,
            };
            if (block is null)
            {
                item.Take($"There is no kind '{ToolArguments.Plain(kind)}' of edit.");
            }
            else
            {
                blocks.Add(block);
            }

            item.Ignore("symbol", "search", "text", "newPath");
            given.Take(item.End());
        }

        return blocks;
    }
}
