using System.Net;

namespace CodeAssist.Egress.Transport;

/// <summary>Asks for the addresses of a name.</summary>
/// <param name="host">A name, never the literal of an address.</param>
/// <param name="cancellationToken">Ends the question.</param>
internal delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellationToken);
