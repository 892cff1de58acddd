#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The JSON at the start of a safetensors file.
struct SafetensorsHeader {
    static let metadataKey = "__metadata__"

    /// What the header says of one tensor; not checked yet.
    struct Claim: Decodable {
        var dtype: String
        var shape: [Int]
        var offsets: [Int]

        private enum CodingKeys: String, CodingKey {
            case dtype, shape
            case offsets = "data_offsets"
        }
    }

    var metadata: [String: String] = [:]
    var claims: [String: Claim] = [:]

    /// - Throws: `.malformed` for anything but an object of such claims, with strings as metadata.
    init(parsing text: [UInt8]) throws(FormatError) {
        do {
            self = try JSONDecoder().decode(SafetensorsHeader.self, from: Data(text))
        } catch DecodingError.keyNotFound(let key, let context) {
            throw Self.error(context, reason: "no value for \(key.stringValue)")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context)
        {
            throw Self.error(context, reason: context.debugDescription)
        } catch {
            throw .malformed("found a safetensors header that cannot be read (\(error)), expected JSON")
        }
    }

    private static func error(_ context: DecodingError.Context, reason: String) -> FormatError {
        let place = context.codingPath.first.map { " at '\($0.stringValue)'" } ?? ""
        return .malformed(
            "found an unusable safetensors header\(place) (\(reason)), expected JSON with dtype, shape and "
                + "data_offsets of every tensor")
    }
}

extension SafetensorsHeader: Decodable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Name.self)
        for name in object.allKeys {
            if name.stringValue == Self.metadataKey {
                metadata = try object.decode([String: String].self, forKey: name)
            } else {
                claims[name.stringValue] = try object.decode(Claim.self, forKey: name)
            }
        }
    }
}
