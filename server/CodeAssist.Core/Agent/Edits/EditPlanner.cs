using System.Globalization;
using CodeAssist.Core.Agent.Actions;
using CodeAssist.Core.Agent.Files;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Text;

namespace CodeAssist.Core.Agent.Edits;

/// <summary>Makes one plan of the blocks of an edit: nothing is written, and a plan with a block that does not fit is none.</summary>
/// <param name="outline">Where members begin and end.</param>
/// <param name="languageOf">The language of a file, by its path.</param>
public sealed class EditPlanner(ICodeOutline outline, Func<string, string> languageOf)
{
    /// <summary>Longer files are changed in parts: a model that writes all of one again forgets some of it.</summary>
    public const int MostLinesOfWhole = 200;

    /// <param name="blocks">In their order; each sees what those before it have made.</param>
    /// <param name="sourceOf">A file as it is now.</param>
    public EditPlan Plan(IReadOnlyList<EditBlock> blocks, Func<TaskPath, EditSource> sourceOf)
    {
        var state = new EditState(sourceOf);
        List<BlockFailure> failures = [];
        foreach (var (index, block) in blocks.Index())
        {
            var outcome = TaskPath.TryParse(block.Path, out var path, out var objection)
                ? path.Text.Length == 0 ? BlockOutcome.Failed("The root itself is no file.", "") : Apply(block, path, state)
                : BlockOutcome.Failed(objection, "");
            if (outcome.Text is null)
            {
                failures.Add(new BlockFailure(index, block.Path, outcome.Why, outcome.Nearest));
            }
        }

        return failures.Count > 0 ? new EditPlan.Failed(failures)
            : blocks.Count == 0 ? new EditPlan.Failed([new BlockFailure(0, "", "There is nothing to change.", "")])
            : new EditPlan.Ready(state.Changes());
    }

    private BlockOutcome Apply(EditBlock block, TaskPath path, EditState state)
    {
        if (state.Objection(path) is { } objection)
        {
            // A model that is one version behind finds its way by the lines as they are now.
            var near = block is EditBlock.Replace stale && state.Text(path) is { } now ? NearestLines.Of(TextLines.Of(now), SearchReplace.Contents(stale.Search)) : "";
            return BlockOutcome.Failed(objection, near);
        }

        var text = state.Text(path);
        var outcome = (block, text) switch
        {
            (EditBlock.Create create, null) => Written(create.Text, ""),
            (EditBlock.Create, _) => BlockOutcome.Failed($"'{path}' exists already.", ""),
            (_, null) => BlockOutcome.Failed($"There is no '{path}'.", ""),
            (EditBlock.Whole whole, _) => Whole(whole.Text, text, state.WasRead(path)),
            (EditBlock.Replace replace, _) => Omissions.Find(replace.Text, text) is { } omission ? Omitted(omission) : SearchReplace.Apply(text, replace.Search, replace.Text),
            (EditBlock.Member member, _) => Omissions.Find(member.Text, text) is { } omission
                ? Omitted(omission)
                : MemberReplace.Apply(DocumentSnapshot.Open(path.Text, languageOf(path.Text), 0, text), member.Symbol, member.Text, outline),
            (EditBlock.Delete, _) => BlockOutcome.Of(""),
            (EditBlock.Rename rename, _) => Rename(rename, path, state),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (outcome.Text is not null && block is not EditBlock.Rename)
        {
            state.Set(path, block is EditBlock.Delete ? null : outcome.Text);
        }

        return outcome;
    }

    private static BlockOutcome Rename(EditBlock.Rename rename, TaskPath path, EditState state)
    {
        if (!TaskPath.TryParse(rename.NewPath, out var to, out var objection))
        {
            return BlockOutcome.Failed(objection, "");
        }

        if (state.Objection(to) is { } refusal)
        {
            return BlockOutcome.Failed(refusal, "");
        }

        if (to.Text.Length == 0 || state.Text(to) is not null)
        {
            return BlockOutcome.Failed($"'{rename.NewPath}' exists already.", "");
        }

        state.Move(path, to);
        return BlockOutcome.Of("");
    }

    private static BlockOutcome Whole(string replacement, string text, bool wasRead)
    {
        var lines = TextLines.Of(text);
        var contents = SearchReplace.Contents(replacement);
        if (Math.Max(lines.Lines.Count, contents.Count) > MostLinesOfWhole)
        {
            return BlockOutcome.Failed(string.Create(CultureInfo.InvariantCulture, $"A file of more than {MostLinesOfWhole} lines is not written as a whole; change it in parts."), "");
        }

        return !wasRead ? BlockOutcome.Failed("The file has not been read as it is now; read all of it first.", "")
            : Omissions.Find(replacement, text) is { } omission ? Omitted(omission)
            : BlockOutcome.Of(lines.Replace(0, lines.Lines.Count, contents));
    }

    private static BlockOutcome Written(string text, string before) => Omissions.Find(text, before) is { } omission ? Omitted(omission) : BlockOutcome.Of(text);

    private static BlockOutcome Omitted(string line) =>
        BlockOutcome.Failed($"'{line}' stands for code that is left out; write the code, or quote only the lines that change.", "");
}
