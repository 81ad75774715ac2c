/** Values of countries on a map of the world (Natural Earth, from the package world-atlas). */
import { geoNaturalEarth1, geoPath } from "d3-geo";
import { useMemo } from "preact/hooks";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";
import { useSettings } from "../settings";
import type { Places } from "./places";

const STEPS = 5;

export default function WorldMap({ of }: { of: Places }) {
  const { overview, language, number, t } = useSettings();
  const shapes = useMemo(() => {
    const topology = atlas as unknown as Topology<{ countries: GeometryCollection }>;
    const path = geoPath(geoNaturalEarth1().fitSize([960, 480], { type: "Sphere" }));
    return feature(topology, topology.objects.countries).features.map((f) => ({ id: String(f.id), d: path(f) ?? "" }));
  }, []);
  const most = Math.max(...of.values.values(), 1e-12);
  const name = (id: string) => overview.countries.find((c) => c.numeric === id)?.[language] ?? id;
  const listed = [...of.values].sort((a, b) => b[1] - a[1]);
  return (
    <figure class="map">
      <svg viewBox="0 0 960 480" role="img" aria-label={`${t("map")}: ${of.measure}`}>
        {shapes.map((shape) => {
          const value = of.values.get(shape.id);
          const step = value === undefined ? "none" : `heat-${Math.max(1, Math.ceil((STEPS - 1) * (value / most)))}`;
          return (
            <path key={shape.id + shape.d.length} d={shape.d} class={`country ${step}`}>
              {value === undefined ? null : <title>{`${name(shape.id)}: ${number(value)}`}</title>}
            </path>
          );
        })}
      </svg>
      <figcaption>
        {listed.map(([id, value]) => `${name(id)} ${number(value)}`).join(" · ")}
      </figcaption>
    </figure>
  );
}
