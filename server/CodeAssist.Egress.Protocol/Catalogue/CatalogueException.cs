namespace CodeAssist.Egress.Protocol.Catalogue;

/// <summary>An entry of a catalogue cannot be used. Ends reading at the first one; its message names the entry.</summary>
internal sealed class CatalogueException(string message) : Exception(message);
