using CodeAssist.Context.Index.Open;
using CodeAssist.Context.Index.Segments;

namespace CodeAssist.Context.Index;

/// <summary>What is indexed at one moment. Immutable, but for documents that leave their segment.</summary>
/// <param name="Open">Documents with text of their own, the most recently edited first.</param>
/// <param name="Segments">Everything else.</param>
internal sealed record IndexContent(IReadOnlyList<OpenDocument> Open, IReadOnlyList<Segment> Segments);
