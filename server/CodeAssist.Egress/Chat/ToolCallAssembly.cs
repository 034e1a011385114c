using System.Text;
using CodeAssist.Egress.Protocol;

namespace CodeAssist.Egress.Chat;

/// <summary>Puts the tool calls of one answer together from their pieces.</summary>
internal sealed class ToolCallAssembly
{
    private readonly List<Draft> _drafts = [];
    private readonly Dictionary<long, Draft> _open = [];

    public void Add(ToolCallPiece piece)
    {
        // Some providers number all calls 0, and tell them apart by their ids.
        if (!_open.TryGetValue(piece.Index, out var draft) || (piece.Id is { Length: > 0 } id && draft.Id.Length > 0 && !string.Equals(draft.Id, id, StringComparison.Ordinal)))
        {
            draft = new Draft();
            _drafts.Add(draft);
            _open[piece.Index] = draft;
        }

        draft.Id = piece.Id is { Length: > 0 } ? piece.Id : draft.Id;
        draft.Name = piece.Name is { Length: > 0 } ? piece.Name : draft.Name;

        // What is longer is refused: no need to keep it.
        if (draft.Arguments.Length <= ToolCallCheck.LongestArguments)
        {
            draft.Arguments.Append(piece.Arguments);
        }
    }

    /// <returns>In the order in which they began. Tools without parameters may be called without arguments.</returns>
    public IReadOnlyList<ToolCall> Read() =>
        [.. _drafts.Select(draft => new ToolCall(draft.Id, draft.Name, draft.Arguments.Length == 0 ? "{}" : draft.Arguments.ToString()))];

    private sealed class Draft
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();
    }
}
